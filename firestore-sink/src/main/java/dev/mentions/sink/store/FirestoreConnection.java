package dev.mentions.sink.store;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.FixedHeaderProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.cloud.firestore.v1.FirestoreSettings;
import dev.mentions.sink.config.FirestoreConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;

/** Opens the connection: TLS and credentials for Firestore, neither for an emulator, and never a hidden retry. */
final class FirestoreConnection {

    /** By this header Firestore routes a call to its database. */
    private static final String RESOURCE_HEADER = "google-cloud-resource-prefix";

    private FirestoreConnection() {}

    static FirestoreClient open(FirestoreConfig config, String database) throws IOException {
        FirestoreSettings.Builder settings = FirestoreSettings.newBuilder();
        String emulator = config.database().emulatorHost();
        if (emulator == null) {
            settings.setCredentialsProvider(credentials(config));
            settings.setHeaderProvider(FixedHeaderProvider.create(RESOURCE_HEADER, database));
        } else {
            InstantiatingGrpcChannelProvider channel = FirestoreSettings.defaultGrpcTransportProviderBuilder()
                    .setEndpoint(emulator)
                    .setChannelConfigurator(builder -> builder.usePlaintext())
                    .build();
            settings.setEndpoint(emulator)
                    .setTransportChannelProvider(channel)
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    // Google's emulator lets whoever says so past the security rules.
                    .setHeaderProvider(FixedHeaderProvider.create(
                            Map.of(RESOURCE_HEADER, database, "authorization", "Bearer owner")));
        }
        settings.commitSettings().setSimpleTimeoutNoRetriesDuration(config.deadline());
        settings.batchGetDocumentsSettings().setSimpleTimeoutNoRetriesDuration(config.deadline());
        return FirestoreClient.create(settings.build());
    }

    private static CredentialsProvider credentials(FirestoreConfig config) throws IOException {
        if (config.database().credentialsFile() == null) {
            return FirestoreSettings.defaultCredentialsProviderBuilder().build();
        }
        try (InputStream file = Files.newInputStream(config.database().credentialsFile())) {
            GoogleCredentials credentials =
                    GoogleCredentials.fromStream(file).createScoped(FirestoreSettings.getDefaultServiceScopes());
            return FixedCredentialsProvider.create(credentials);
        }
    }
}
