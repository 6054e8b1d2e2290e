package dev.mentions.cli.command;

import picocli.CommandLine.IVersionProvider;

/** Tells which build this is. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"mentions " + (version == null ? "(built here)" : version)};
    }
}
