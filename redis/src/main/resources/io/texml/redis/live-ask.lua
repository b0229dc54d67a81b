-- Grants permits of the live calls to one process.
-- KEYS: live (hash), permits (sorted set: until when each is leased), line (hash: who waits)
-- ARGV: process, how many it wants, limit where Redis knows none, lease, closed time after a loss, fallback (microseconds),
--       number of its first new permit, channel
-- Returns: granted, microseconds until it is worth asking again if nothing is heard (-1: nothing more is wanted), limit
local live, permits, line = KEYS[1], KEYS[2], KEYS[3]
local me, want = ARGV[1], tonumber(ARGV[2])
local lease, closed, fallback = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local first, channel = tonumber(ARGV[7]), ARGV[8]

local function text(number)
  return string.format('%.0f', number)
end

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or ''
local state = redis.call('HMGET', live, 'run', 'open', 'most')
local open = tonumber(state[2] or '0')
local most = tonumber(state[3] or ARGV[3])
if state[1] ~= run then
  -- What was held may be missing; whoever lives tells it anew before anybody is let through.
  open = now + closed
  redis.call('HSET', live, 'run', run, 'open', text(open), 'most', text(most))
  redis.call('DEL', line)
  redis.call('PUBLISH', channel, 'tell')
elseif open - now > closed then
  open = now + closed
end

-- Who waits, in the order of arrival; who did not come when it was due is gone, and who joined before a clock was set back
-- joins anew.
local ahead, others, mine = 0, 0, now
local own = redis.call('HGET', line, me)
if own then
  mine = math.min(now, tonumber(string.match(own, '(%d+) ')))
end
local heads = {}
local entries = redis.call('HGETALL', line)
for i = 1, #entries, 2 do
  local since, due = string.match(entries[i + 1], '(%d+) (%d+)')
  if entries[i] ~= me then
    if tonumber(due) < now or tonumber(since) > now then
      redis.call('HDEL', line, entries[i])
    else
      others = others + 1
      heads[#heads + 1] = {tonumber(since), entries[i]}
      if tonumber(since) < mine then
        ahead = ahead + 1
      end
    end
  end
end

local granted = 0
local wait = -1
if want > 0 and now < open then
  wait = open - now
elseif want > 0 then
  local free = most - redis.call('ZCARD', permits)
  granted = math.max(0, math.min(want, free - ahead))
  if others > 0 then
    -- One to each in turn.
    granted = math.min(granted, 1)
  end
  for i = 0, granted - 1 do
    redis.call('ZADD', permits, text(now + lease), me .. ':' .. text(first + i))
  end
  if granted > 0 then
    mine = now
  end
  if want > granted then
    wait = fallback
  end
  if others > 0 and free - granted > 0 then
    table.sort(heads, function(a, b) return a[1] < b[1] end)
    redis.call('PUBLISH', channel, heads[1][2])
  end
end
if wait >= 0 then
  redis.call('HSET', line, me, text(mine) .. ' ' .. text(now + wait + fallback))
else
  redis.call('HDEL', line, me)
end
redis.call('PEXPIRE', line, text(math.ceil(fallback / 250)))
return {granted, wait, most}
