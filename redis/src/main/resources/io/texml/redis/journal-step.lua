-- One step of a campaign's journal, which renews the worker's lease too.
-- KEYS: campaign (hash), workers (sorted set: worker, end of its lease), contacts (hash: contact, record)
-- ARGV: step, epoch, version that the worker has seen, worker, lease (microseconds), keep (milliseconds), and of the step:
--       open: a new epoch, unless it must be there ('')
--       claim, release: contact
--       intend: contact, attempt, intent
--       ended: contact, attempt, end, outcome or '-', next time or '-'
--       finish: contact, outcome
-- A record is 'worker attempts outcome next intent', with '-' for what is missing, and a line for each attempt that ended.
-- Returns: ok, elsewhere, lost, over, gone, behind or format; version; record or epoch
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local step, epoch, seen, me = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local lease, keep = tonumber(ARGV[5]), ARGV[6]
local contact = ARGV[7]

local function renew()
  redis.call('HSET', KEYS[1], 'now', string.format('%.0f', now))
  redis.call('ZADD', KEYS[2], string.format('%.0f', now + lease), me)
  for _, key in ipairs(KEYS) do
    redis.call('PEXPIRE', key, keep)
  end
end

local function server()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or ''
end

local known = redis.call('HGET', KEYS[1], 'epoch')
if step == 'open' and not known and epoch == '' and contact ~= '' then
  known = contact
  redis.call('HSET', KEYS[1], 'epoch', known, 'format', '1', 'server', server())
elseif not known or (epoch ~= '' and known ~= epoch) then
  return {'gone', 0, ''}
end
local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
if version < tonumber(seen) then
  -- Others who saw less would dial again whom this worker has dialled, so it is another campaign from here on.
  redis.call('HSET', KEYS[1], 'epoch', me .. ':' .. seen)
  return {'behind', version, ''}
end

local latest = tonumber(redis.call('HGET', KEYS[1], 'now') or '0')
if now < latest then
  -- The clock was set back: for all that waits, no time has passed.
  local back = string.format('%.0f', now - latest)
  for _, worker in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    redis.call('ZINCRBY', KEYS[2], back, worker)
  end
  for _, name in ipairs({'quiet', 'settled'}) do
    if redis.call('HEXISTS', KEYS[1], name) == 1 then
      redis.call('HINCRBY', KEYS[1], name, back)
    end
  end
  redis.call('HSET', KEYS[1], 'now', string.format('%.0f', now))
end

if step == 'close' then
  redis.call('ZREM', KEYS[2], me)
  return {'ok', version, ''}
end

local mine = redis.call('ZSCORE', KEYS[2], me)
if not mine and step == 'claim' then
  -- It closed while this was tried again, and would keep the contact from the others. Whoever lives comes back by renewing.
  return {'elsewhere', version, ''}
end
-- What a worker that closed still has to write does not make it one that lives; an intent does, as a dial follows.
if mine or step == 'open' or step == 'renew' or step == 'intend' then
  -- Who finds its own lease over was away: perhaps Redis was, for all. The others get the time to say that they live.
  if step ~= 'open' and (not mine or tonumber(mine) <= now) then
    redis.call('HSET', KEYS[1], 'quiet', string.format('%.0f', now + lease))
  end
  -- First of all writes, as a Redis that is full refuses it, and with it the step.
  renew()
end
if tonumber(redis.call('HGET', KEYS[1], 'quiet') or '0') <= now then
  -- Whoever is not there has no contacts from here on.
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - 100 * lease))
end
if step == 'open' then
  return {redis.call('HGET', KEYS[1], 'format') == '1' and 'ok' or 'format', version, known}
end
if step == 'renew' then
  return {'ok', version, ''}
end

local record = redis.call('HGET', KEYS[3], contact)
local worker, attempts, outcome, nextAt, intent, ended = '-', 0, '-', '-', '-', ''
if record then
  worker, attempts, outcome, nextAt, intent, ended = string.match(record, '^(%S+) (%d+) (%S+) (%S+) (%S+)(.*)$')
  attempts = tonumber(attempts)
end

local function write()
  version = redis.call('HINCRBY', KEYS[1], 'version', 1)
  record = string.format('%s %d %s %s %s%s', worker, attempts, outcome, nextAt, intent, ended)
  redis.call('HSET', KEYS[3], contact, record)
  redis.call('PEXPIRE', KEYS[3], keep)
  return {'ok', version, record}
end

local function isHeldByAnother()
  if worker == '-' or worker == me then
    return false
  end
  local till = redis.call('ZSCORE', KEYS[2], worker)
  return till and (tonumber(till) > now or tonumber(redis.call('HGET', KEYS[1], 'quiet') or '0') > now)
end

if step == 'claim' then
  if outcome ~= '-' or (record and worker == me) then
    return {'ok', version, record}
  end
  if isHeldByAnother() then
    return {'elsewhere', version, ''}
  end
  -- A Redis that was started again, or is another, may have lost a claim; whoever lives gets the time to say so.
  local run = server()
  if redis.call('HGET', KEYS[1], 'server') ~= run then
    redis.call('HSET', KEYS[1], 'server', run, 'settled', string.format('%.0f', now + math.min(lease, 5000000)))
  end
  local settled = tonumber(redis.call('HGET', KEYS[1], 'settled') or '0')
  if now < settled and settled - now <= 5000000 then
    return {'elsewhere', version, ''}
  end
  worker = me
  return write()
end

-- The same again: the worker did not hear the answer.
if step == 'ended' then
  local isKnown = string.find(ended .. '\n', '\n' .. ARGV[9] .. '\n', 1, true)
  if isKnown or (worker == me and tonumber(ARGV[8]) <= attempts) then
    return {'ok', version, ''}
  end
elseif step == 'finish' and outcome == ARGV[8] then
  return {'ok', version, ''}
end
if worker ~= me then
  return {step == 'release' and 'ok' or 'lost', version, ''}
end

if step == 'intend' then
  if tonumber(ARGV[8]) <= attempts or (intent ~= '-' and intent ~= ARGV[9]) then
    return {'over', version, ''}
  end
  if intent == '-' then
    intent = ARGV[9]
    nextAt = '-'
    return write()
  end
  return {'ok', version, ''}
end
if step == 'ended' then
  attempts, intent, outcome, nextAt = tonumber(ARGV[8]), '-', ARGV[10], ARGV[11]
  ended = ended .. '\n' .. ARGV[9]
elseif step == 'finish' then
  intent, outcome, nextAt = '-', ARGV[8], '-'
end
if step == 'release' or outcome ~= '-' then
  worker = '-'
end
return write()
