-- KEYS: the pause of one reason. ARGV: length (milliseconds), channel
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
  redis.call('PUBLISH', ARGV[2], '')
end
return 1
