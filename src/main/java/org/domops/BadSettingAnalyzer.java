package org.domops;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Keeps Spring from logging a stack trace for a setting that can't be read: the command that starts the server says it. */
final class BadSettingAnalyzer implements FailureAnalyzer {

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        return BadSetting.in(failure).map(told -> new FailureAnalysis(told.getMessage(), null, failure)).orElse(null);
    }
}
