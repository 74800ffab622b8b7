package org.nrnwheel;

import java.nio.file.Path;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * An installation from an index that is proved: every file of the wheel is in the environment with the wheel's hash.
 *
 * @param wheel the wheel in the index that was installed
 * @param environment the virtual environment
 * @param python its interpreter
 * @param compared how many files of the wheel's RECORD were compared by hash, and found on disk
 */
public record Installation(WheelArtifact wheel, Path environment, Path python, int compared) {}
