-- Slots in the hands of a process, for a Redis that may have lost them.
-- KEYS: pace, slots. ARGV: lapse of a slot (microseconds), lifetime of the key (milliseconds), then slots
local time = redis.call('TIME')
local now = math.max(time[1] * 1000000 + time[2], tonumber(redis.call('HGET', KEYS[1], 'now') or '0'))
for i = 3, #ARGV do
  redis.call('ZADD', KEYS[2], 'NX', string.format('%.0f', now + tonumber(ARGV[1])), ARGV[i])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
