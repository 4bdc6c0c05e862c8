/**
 * A script for the shell that unpacks Debian's source package `$package` below the current directory. It uses a private
 * copy of Debian's sources, so that the machine's own apt settings stay as they are. Debian has used both forms:
 * debian.sources since 12, sources.list before and after upgrades. Unpacking needs the package dpkg-dev.
 */
export const UNPACK_DEBIAN_SOURCE: string = `
mkdir -p apt lists/partial
current=/etc/apt/sources.list.d/debian.sources
older=/etc/apt/sources.list
[ ! -r "$current" ] || sed 's/^Types:.*/Types: deb-src/' "$current" > apt/debian.sources
[ ! -r "$older" ] || sed 's/^deb[[:space:]]/deb-src /' "$older" > apt/debian.list
private() {
  apt-get -q -o Dir::Etc::SourceParts="$PWD/apt" -o Dir::Etc::SourceList=/dev/null -o Dir::State::Lists="$PWD/lists" \\
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root "$@"
}
private update
private source "$package"
`;
