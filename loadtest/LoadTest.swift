import ArgumentParser
import Histogram

@main struct LoadTest: ParsableCommand {}
