-- Leases of permits, which are told whole, for a Redis that may have lost them.
-- KEYS: permits, calls (hash: what is known of the call of a permit), taken (sorted set: permits that another process took over)
-- ARGV: lease (microseconds), then for each: permit, microseconds until its call is over ('' while nothing was dialled),
--       reference, from, to, sid ('' while there is none)
-- Returns the permits that are this process's no more.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local lost = {}
for i = 2, #ARGV, 6 do
  local permit = ARGV[i]
  if redis.call('ZSCORE', KEYS[3], permit) then
    lost[#lost + 1] = permit
  else
    redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[1])), permit)
    if ARGV[i + 1] ~= '' then
      local over = string.format('%.0f', now + tonumber(ARGV[i + 1]))
      redis.call('HSET', KEYS[2], permit, cjson.encode({over, ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]}))
    end
    if ARGV[i + 5] ~= '' then
      redis.call('HSET', KEYS[2], permit .. ':sid', ARGV[i + 5])
    end
  end
end
return lost
