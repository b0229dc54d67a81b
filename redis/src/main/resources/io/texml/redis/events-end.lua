-- Where the stream ends: id, number, which Redis says so, and when (ms). KEYS: stream, count
local id = '0-0'
if redis.call('EXISTS', KEYS[1]) == 1 then
  local about = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #about, 2 do
    if about[i] == 'last-generated-id' then
      id = about[i + 1]
    end
  end
end
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or ''
local now = redis.call('TIME')
return {id, redis.call('GET', KEYS[2]) or '0', run, now[1] .. string.sub(string.format('%06d', now[2]), 1, 3)}
