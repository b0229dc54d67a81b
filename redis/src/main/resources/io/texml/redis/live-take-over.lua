-- Takes over permits whose lease lapsed. One under which nothing was dialled is free.
-- KEYS: permits, calls, taken, line, live (hash)
-- ARGV: process, lease (microseconds), how many at most, number of its first new permit, how long to remember (microseconds),
--       channel
-- Returns for each: new permit, microseconds until its call is over, reference, from, to, sid
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function text(number)
  return string.format('%.0f', number)
end
local lease = tonumber(ARGV[2])
local state = redis.call('HMGET', KEYS[5], 'seen', 'lapsing')
local lapsing = math.min(tonumber(state[2] or '0'), now + lease / 2)
if now - tonumber(state[1] or '0') > lease / 2 then
  -- Redis was away, full or hung, or all processes were: what they have to tell may stand behind this.
  lapsing = now + lease / 2
end
redis.call('HSET', KEYS[5], 'seen', text(now), 'lapsing', text(lapsing))
if now < lapsing then
  return {}
end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', text(now))
-- Nobody was given a lease that ends later than this: the clock was set back, and who is dead would seem to live.
for _, permit in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. text(now + lease), '+inf')) do
  redis.call('ZADD', KEYS[1], text(now + lease), permit)
end
local answer = {}
local freed = false
local count = 0
for _, permit in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', text(now), 'LIMIT', 0, ARGV[3])) do
  local known = redis.call('HGET', KEYS[2], permit)
  redis.call('ZREM', KEYS[1], permit)
  redis.call('ZADD', KEYS[3], text(now + tonumber(ARGV[5])), permit)
  if known then
    local call = cjson.decode(known)
    local sid = redis.call('HGET', KEYS[2], permit .. ':sid') or ''
    local name = ARGV[1] .. ':' .. text(tonumber(ARGV[4]) + count)
    count = count + 1
    redis.call('ZADD', KEYS[1], text(now + lease), name)
    redis.call('HSET', KEYS[2], name, known)
    if sid ~= '' then
      redis.call('HSET', KEYS[2], name .. ':sid', sid)
    end
    for _, value in ipairs({name, text(math.max(0, tonumber(call[1]) - now)), call[2], call[3], call[4], sid}) do
      answer[#answer + 1] = value
    end
  else
    freed = true
  end
  redis.call('HDEL', KEYS[2], permit, permit .. ':sid')
end
if freed then
  for _, process in ipairs(redis.call('HKEYS', KEYS[4])) do
    redis.call('PUBLISH', ARGV[6], process)
  end
end
return answer
