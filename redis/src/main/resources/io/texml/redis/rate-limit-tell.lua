-- KEYS: the pause of one reason. ARGV: length (milliseconds), channel, the longest that is believed (milliseconds)
local left = redis.call('PTTL', KEYS[1])
if left < tonumber(ARGV[1]) or left > tonumber(ARGV[3]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
  redis.call('PUBLISH', ARGV[2], '')
end
return 1
