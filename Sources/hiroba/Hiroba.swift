import ArgumentParser

@main struct Hiroba: ParsableCommand {}
