#!/bin/sh
# Gjord av scripts/make_hosting.py efter sitegen/core/http_policy.py. Ändra där och inte här.
#
#     sh docs/hosting/s3.sh site blogg:hinken
#
# Laddar upp en mapp till lagring som rclone når. Först det som sidorna visar, sist sidorna själva
# och det som ska bort.
set -eu
site=$1
place=$2

rclone copy --checksum \
    --header-upload 'Cache-Control: public, max-age=31536000, immutable' \
    --include '/sokregister/delar/**' \
    --include '/delning/**' \
    --include '/bilder/**' \
    --include '/assets/**.js' \
    --include '/assets/**.css' \
    "$site" "$place"

rclone copy --checksum \
    --header-upload 'Cache-Control: public, max-age=86400' \
    --include '/apple-touch-icon.png' \
    --include '/favicon.ico' \
    --include '/assets/**' \
    "$site" "$place"

rclone copy --checksum \
    --header-upload 'Cache-Control: no-cache' \
    --header-upload 'Content-Type: application/manifest+json' \
    --include '/site.webmanifest' \
    "$site" "$place"

rclone copy --checksum \
    --header-upload 'Cache-Control: no-cache' \
    --header-upload 'Content-Type: application/feed+json' \
    --include '/**feed.json' \
    "$site" "$place"

rclone sync --checksum \
    --header-upload 'Cache-Control: no-cache' \
    --delete-after \
    --exclude '**/.*' \
    --exclude '.*' \
    --exclude '_headers' \
    --exclude '_redirects' \
    --exclude '_redirects.nginx' \
    --exclude '_redirects.apache' \
    --exclude 'CNAME' \
    "$site" "$place"
