-- From now on, slots take their places for one window more.
-- KEYS: pace, slots. ARGV: window (microseconds), lifetime of the key (milliseconds), then slots
local time = redis.call('TIME')
-- A clock that was set back counts from where it was, until the next question corrects all places.
local now = math.max(time[1] * 1000000 + time[2], tonumber(redis.call('HGET', KEYS[1], 'now') or '0'))
for i = 3, #ARGV do
  redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[1])), ARGV[i])
end
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1
