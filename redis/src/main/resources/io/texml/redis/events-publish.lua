-- Adds one event, numbered. KEYS: stream, count. ARGV: most events, age in ms, the event
local number = redis.call('INCR', KEYS[2])
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'number', number, 'callback', ARGV[3])
local oldest = tonumber(string.match(id, '%d+')) - tonumber(ARGV[2])
redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f', oldest))
-- Both or none, so that an event after a long silence begins them anew together.
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return id
