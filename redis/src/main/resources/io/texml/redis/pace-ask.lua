-- Grants places of the rolling window to one process, and says when to come back for more.
-- KEYS: pace (hash), slots (sorted set: when each place is free), line (hash: who waits)
-- ARGV: process, how many it wants, dials, window, lapse of a slot, grace for who is late (microseconds),
--       number of its first new slot, then slots to settle
-- Returns: granted, microseconds until it is worth asking again (-1: nothing more is wanted), epoch
local pace, slots, line = KEYS[1], KEYS[2], KEYS[3]
local me, want = ARGV[1], tonumber(ARGV[2])
local dials, window, lapse, grace = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local first = tonumber(ARGV[7])

local function text(number)
  return string.format('%.0f', number)
end

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or ''
local state = redis.call('HMGET', pace, 'run', 'now', 'open', 'epoch')
local open = tonumber(state[3] or '0')
local epoch = state[4]

if state[1] ~= run then
  -- Another server, or one that was started again: what was granted last may be missing, so one window passes first.
  open = math.max(open, now + window)
  epoch = text(now)
  redis.call('DEL', line)
elseif now < tonumber(state[2]) then
  -- The clock was set back: for what waits, no time has passed.
  local back = tonumber(state[2]) - now
  for _, slot in ipairs(redis.call('ZRANGE', slots, 0, -1)) do
    redis.call('ZINCRBY', slots, text(-back), slot)
  end
  open = open - back
  redis.call('DEL', line)
end
redis.call('HSET', pace, 'run', run, 'now', text(now), 'open', text(open), 'epoch', epoch)

for i = 8, #ARGV do
  redis.call('ZADD', slots, text(now + window), ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', slots, '-inf', '(' .. text(now))

-- Who waits: the tag counts what each was granted, the lowest is next; who did not come when it was due is gone.
local tags, joined, wants = {}, {}, {}
local lowest
local entries = redis.call('HGETALL', line)
for i = 1, #entries, 2 do
  local process = entries[i]
  local tag, since, due, wanted = string.match(entries[i + 1], '(%d+) (%d+) (%d+) (%d+)')
  if process ~= me and tonumber(due) < now then
    redis.call('HDEL', line, process)
  else
    tags[process], joined[process], wants[process] = tonumber(tag), tonumber(since), tonumber(wanted)
    if not lowest or tags[process] < lowest then
      lowest = tags[process]
    end
  end
end
tags[me] = math.max(tags[me] or 0, lowest or 0)
joined[me] = joined[me] or now
wants[me] = want

local function next_in_turn()
  local best
  for process, wanted in pairs(wants) do
    if wanted > 0 and (not best or tags[process] < tags[best]
        or (tags[process] == tags[best] and (joined[process] < joined[best]
        or (joined[process] == joined[best] and process < best)))) then
      best = process
    end
  end
  return best
end

local granted = 0
local wait = -1
if want > 0 and now < open then
  wait = open - now
else
  local free = dials - redis.call('ZCARD', slots)
  local upcoming
  local index = 0
  local mine = tags[me]
  while wants[me] > 0 do
    local process = next_in_turn()
    wants[process] = wants[process] - 1
    tags[process] = tags[process] + 1
    if free > 0 then
      free = free - 1
      if process == me then
        redis.call('ZADD', slots, text(now + lapse), me .. ':' .. text(first + granted))
        granted = granted + 1
      end
    else
      upcoming = upcoming or redis.call('ZRANGE', slots, 0, -1, 'WITHSCORES')
      index = index + 1
      if process == me or upcoming[2 * index] == nil then
        -- A place that nobody has settled yet is free in a window at the earliest.
        wait = window + 1
        if upcoming[2 * index] then
          wait = math.min(wait, tonumber(upcoming[2 * index]) + 1 - now)
        end
        break
      end
    end
  end
  tags[me] = mine + granted
end

if wait >= 0 then
  redis.call('HSET', line, me, text(tags[me]) .. ' ' .. text(joined[me]) .. ' '
      .. text(now + wait + grace) .. ' ' .. text(want - granted))
  redis.call('PEXPIRE', line, text(math.ceil((wait + grace + window) / 1000)))
else
  redis.call('HDEL', line, me)
end
redis.call('PEXPIRE', slots, text(math.ceil(lapse / 500)))
redis.call('PEXPIRE', pace, 604800000)
return {granted, wait, tonumber(epoch)}
