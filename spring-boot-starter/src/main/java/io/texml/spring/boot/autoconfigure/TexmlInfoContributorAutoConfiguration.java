package io.texml.spring.boot.autoconfigure;

import io.texml.spring.boot.actuate.TexmlInfoContributor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorFallback;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Which version of the library this is and where it calls, for an application that shows it. */
@AutoConfiguration(after = TexmlAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnEnabledInfoContributor(value = "texml", fallback = InfoContributorFallback.DISABLE)
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
public final class TexmlInfoContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(TexmlConnectionDetails.class)
    TexmlInfoContributor texmlInfoContributor(ObjectProvider<TexmlConnectionDetails> details) {
        TexmlConnectionDetails known = details.getIfUnique();
        return new TexmlInfoContributor(known == null ? null : known.getBaseUrl());
    }
}
