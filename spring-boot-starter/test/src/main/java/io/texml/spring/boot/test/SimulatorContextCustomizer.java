package io.texml.spring.boot.test;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.campaign.Campaign;
import io.texml.simulator.SimulatorBuilder;
import io.texml.simulator.TexmlSimulator;
import io.texml.spring.boot.autoconfigure.CallbackEventsBuilderCustomizer;
import io.texml.spring.boot.autoconfigure.CallbackReaderBuilderCustomizer;
import io.texml.spring.boot.autoconfigure.TexmlClientBuilderCustomizer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Starts the simulator before the application, as its conditions look at the properties. Equal settings make equal contexts.
 */
record SimulatorContextCustomizer(
        long seed, long calls, double speed, List<Class<? extends SimulatorBuilderCustomizer>> customizers)
        implements ContextCustomizer {

    private static final String HTTP_HANDLER = "org.springframework.http.server.reactive.HttpHandler";

    /** Behind what the application and the test say. */
    private static final Map<String, Object> WITHOUT_REDIS = Map.of("texml.redis.enabled", "false");

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        TexmlSimulator simulator = start();
        register(context, "texmlSimulator", simulator, simulator::close);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("texml.base-url", simulator.baseUrl().toString());
        properties.put("texml.api-key", simulator.apiKey());
        properties.put("texml.account-sid", simulator.accountSid());
        properties.put("texml.callbacks.public-keys", simulator.publicKey());
        properties.put("texml.close-grace", "1s");
        properties.put("texml.dialler.stop-timeout", "0s");
        if (ClassUtils.isPresent(HTTP_HANDLER, context.getClassLoader())) {
            FrontDoor door = FrontDoor.open(context);
            register(context, "texmlFrontDoor", door, door::close);
            String basePath = context.getEnvironment().getProperty("spring.webflux.base-path", "");
            properties.put("texml.callbacks.public-url", door.url() + basePath);
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("TeXML simulator", properties));
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("TeXML without Redis", WITHOUT_REDIS));
        tieToTheClock(context, simulator);
    }

    private TexmlSimulator start() {
        SimulatorBuilder builder = TexmlSimulator.builder().seed(seed).calls(calls);
        if (speed > 0) {
            builder.speed(speed);
        }
        customizers.forEach(type -> BeanUtils.instantiateClass(type).customize(builder));
        return builder.start();
    }

    private void tieToTheClock(ConfigurableApplicationContext context, TexmlSimulator simulator) {
        Scheduler scheduler = simulator.clock().scheduler();
        TexmlClientBuilderCustomizer client = builder -> builder.scheduler(scheduler);
        // A clock that runs signs by the real one.
        InstantSource signed = speed > 0 ? InstantSource.system() : simulator.clock();
        CallbackReaderBuilderCustomizer reader = builder -> builder.clock(signed);
        CallbackEventsBuilderCustomizer events =
                builder -> builder.scheduler(scheduler).deliverOn(Schedulers.immediate());
        register(context, "texmlSimulatorClientCustomizer", client, scheduler::dispose);
        register(context, "texmlSimulatorReaderCustomizer", reader, () -> {});
        register(context, "texmlSimulatorEventsCustomizer", events, () -> {});
        context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof TexmlClient made) {
                    simulator.clock().waitFor(() -> made.load().busy() == 0);
                } else if (bean instanceof Campaign<?> made) {
                    simulator.clock().waitFor(() -> made.load().busy() == 0);
                }
                return bean;
            }
        });
    }

    /** As beans of the application are closed before, the simulator answers them to the end. */
    private static void register(ConfigurableApplicationContext context, String name, Object bean, Runnable close) {
        context.getBeanFactory().registerSingleton(name, bean);
        if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
            registry.registerDisposableBean(name, close::run);
        }
    }
}
