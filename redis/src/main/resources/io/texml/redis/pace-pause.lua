-- Grants nothing for a while. KEYS: pace. ARGV: length (microseconds)
local time = redis.call('TIME')
local now = math.max(time[1] * 1000000 + time[2], tonumber(redis.call('HGET', KEYS[1], 'now') or '0'))
local open = math.max(now + tonumber(ARGV[1]), tonumber(redis.call('HGET', KEYS[1], 'open') or '0'))
redis.call('HSET', KEYS[1], 'open', string.format('%.0f', open))
return 1
