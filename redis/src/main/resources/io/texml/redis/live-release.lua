-- Permits that are free again. KEYS: permits, calls (hash), line. ARGV: channel, then permits
for i = 2, #ARGV do
  redis.call('ZREM', KEYS[1], ARGV[i])
  redis.call('HDEL', KEYS[2], ARGV[i], ARGV[i] .. ':sid')
end
local head, since
local entries = redis.call('HGETALL', KEYS[3])
for i = 1, #entries, 2 do
  local joined = tonumber(string.match(entries[i + 1], '(%d+) '))
  if not since or joined < since then
    head, since = entries[i], joined
  end
end
if head then
  redis.call('PUBLISH', ARGV[1], head)
end
return 1
