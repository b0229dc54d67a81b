module com.example.reminders {
    requires io.texml.reactor;
    requires io.texml.redis;
}
