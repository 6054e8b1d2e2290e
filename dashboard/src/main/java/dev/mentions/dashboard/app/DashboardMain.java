package dev.mentions.dashboard.app;

import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.service.ServiceMain;

/** The main of the dashboard. */
public final class DashboardMain {

    private DashboardMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(
                "dashboard",
                arguments,
                (settings, telemetry) -> new DashboardService(DashboardConfig.from(settings), telemetry.metrics()));
    }
}
