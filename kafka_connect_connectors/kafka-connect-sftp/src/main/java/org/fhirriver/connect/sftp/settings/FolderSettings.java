package org.fhirriver.connect.sftp.settings;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which files are read, and where they go.
 *
 * @param finished empty when files don't move
 * @param error empty when files don't move
 * @param minimumAge how long a file has to stay as it is before it is read
 * @param emptyPollWait how long to wait between two looks at the folder
 */
public record FolderSettings(
        String input,
        String finished,
        String error,
        Pattern files,
        CleanupPolicy cleanup,
        Duration minimumAge,
        Duration emptyPollWait) {}
