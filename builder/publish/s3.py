"""To an S3-compatible bucket, by boto3, which finds keys where all programs for such buckets do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

from builder.export.media import cache_control, media_type
from builder.publish.cargo import LIST, Cargo
from builder.publish.carrier import Carrier, Changes, Refused, changes
from builder.publish.lists import encoded, read
from builder.rules import publish_rules as rules
from builder.source import Place, redacted
from builder.write.manifest import Manifest

AT_ONCE = 8
"""How many files are on their way at the same time."""
LARGEST = 5_000_000_000
"""Bytes that one request may carry."""
_MD5 = re.compile(r"[0-9a-f]{32}")
_NO_ENTRY = frozenset(
    "AccessDenied InvalidAccessKeyId SignatureDoesNotMatch ExpiredToken InvalidToken 401 403 AllAccessDisabled".split()
)
T = TypeVar("T")


class Bucket(Carrier):
    """A bucket, and the folder in it (`prefix`, '' for none).

    Which of our files are there is asked from the bucket itself: their sizes and MD5 digests (ETag) come with its list.
    Where the bucket encrypts, its ETags are no digests, which shows at our own list; then that list is believed.
    """

    largest = LARGEST

    def __init__(
        self, place: Place, bucket: str, prefix: str = "", *, endpoint: str = "", region: str = "", profile: str = ""
    ) -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        super().__init__(place, f"the bucket {bucket}" + (f", {prefix.strip('/')}/" if self.prefix else ""))
        self.settings = {"endpoint_url": endpoint or None, "region_name": region or None}
        self.profile = profile or None
        self._client: Any = None
        self._listed = Manifest()

    def __enter__(self) -> Self:
        try:
            import boto3
            from botocore.config import Config
        except ImportError:
            raise Refused(rules.PUBLISH_PROGRAM.at(self.place, program="boto3", kind="s3")) from None
        # Only the checks that are asked for: services other than Amazon's do not know the newer ones.
        config = Config(
            max_pool_connections=AT_ONCE,
            retries={"mode": "standard", "max_attempts": 4},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        self._client = self._asked(
            lambda: boto3.Session(profile_name=self.profile).client("s3", config=config, **self.settings)
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    def compare(self, cargo: Cargo) -> Changes:
        """List the bucket, and compare."""
        there = self._asked(self._list)
        data, digests_told = self._asked(self._fetch) if LIST in there else (None, True)
        self._listed = read(data, self.place)
        same = {
            name
            for name in cargo.digests.keys() & there.keys()
            if self._is_same(cargo, name, there[name], digests_told)
        }
        different = (cargo.digests.keys() & there.keys()) - same
        return changes(cargo, same, different, there.keys(), self._listed, self.place)

    def carry(self, cargo: Cargo, changes: Changes) -> None:
        """First the list of all that is or will be ours, then files, pages last, then removals, then the list."""
        if not changes:
            return
        coming = {name: cargo.digests[name] for name in changes.sent}
        self._asked(lambda: self._put_list(Manifest(self._listed.files, {**self._listed.coming, **coming})))
        pages = {name for name in changes.sent if name.endswith(".html")}
        for batch in ([name for name in changes.sent if name not in pages], sorted(pages)):
            self._all(lambda name: self._put(name, cargo.data(name)), batch)
        self._all(lambda name: self._client.delete_object(Bucket=self.bucket, Key=self.prefix + name), changes.removed)
        self._asked(lambda: self._put_list(Manifest(cargo.digests)))

    def _list(self) -> dict[str, tuple[int, str]]:
        """Size and ETag of everything below the prefix."""
        found = {}
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
            for entry in page.get("Contents", ()):
                found[entry["Key"][len(self.prefix) :]] = (entry["Size"], entry["ETag"].strip('"'))
        return found

    def _fetch(self) -> tuple[bytes, bool]:
        """Our list, and whether ETags of this bucket are MD5 digests."""
        answer = self._client.get_object(Bucket=self.bucket, Key=self.prefix + LIST)
        data: bytes = answer["Body"].read()
        return data, answer["ETag"].strip('"') == _md5(data)

    def _is_same(self, cargo: Cargo, name: str, there: tuple[int, str], digests_told: bool) -> bool:
        size, tag = there
        if size != cargo.size(name):
            return False
        if digests_told and _MD5.fullmatch(tag):
            return tag == _md5(cargo.data(name))
        return self._listed.files.get(name) == cargo.digests[name]

    def _put(self, name: str, data: bytes) -> None:
        headers = {"ContentType": media_type(name), "CacheControl": cache_control(name)}
        self._client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=data, **headers)

    def _put_list(self, listed: Manifest) -> None:
        self._put(LIST, encoded(listed))

    def _all(self, work: Callable[[str], object], names: Iterable[str]) -> None:
        """Do something for every name, several at a time; the first trouble ends it."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            running = [pool.submit(work, name) for name in names]
            try:
                for one in running:
                    self._asked(one.result)
            finally:
                for one in running:
                    one.cancel()

    def _asked(self, ask: Callable[[], T]) -> T:
        """What the service answers. Raises Refused where it does not, or says no."""
        from botocore import exceptions

        try:
            return ask()
        except exceptions.ClientError as error:
            told: Mapping[str, Any] = error.response.get("Error", {})
            code = str(told.get("Code", ""))
            said = f"{told.get('Message') or code} ({code})"
            refused = code in _NO_ENTRY
        except (exceptions.NoCredentialsError, exceptions.PartialCredentialsError, exceptions.ProfileNotFound) as error:
            said, refused = str(error), True
        except (exceptions.BotoCoreError, ValueError) as error:
            said, refused = str(error), False
        if refused:
            raise Refused(rules.PUBLISH_ACCESS.at(self.place, problem=redacted(said)))
        raise Refused(rules.PUBLISH_FAILED.at(self.place, program="boto3", problem=redacted(said)))


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
