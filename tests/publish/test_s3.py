"""Publishing to an S3-compatible bucket: moto's server on loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from builder.publish import s3
from tests.publish.conftest import Desk
from tests.publish.test_folder import files

KEY = "AKIAEXAMPLEEXAMPLE00"


@pytest.fixture
def bucket(desk: Desk, s3_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The objects of an empty bucket, which the target names; keys are where all programs for buckets look for them."""
    import boto3

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3cret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    client = boto3.client("s3", endpoint_url=s3_address, region_name="us-east-1")
    client.create_bucket(Bucket="ferries")
    desk.configure(f"{{kind: s3, to: ferries, prefix: news, endpoint: '{s3_address}', region: us-east-1}}")
    yield Bucket(client)
    for name in Bucket(client, "").names():
        client.delete_object(Bucket="ferries", Key=name)
    client.delete_bucket(Bucket="ferries")
    client.close()


class Bucket:
    """What a bucket holds below a prefix."""

    def __init__(self, client: Any, prefix: str = "news/") -> None:
        self.client = client
        self.prefix = prefix

    def names(self) -> set[str]:
        """All names below the prefix, the program's list aside."""
        found = self.client.list_objects_v2(Bucket="ferries", Prefix=self.prefix).get("Contents", [])
        names = {entry["Key"].removeprefix(self.prefix) for entry in found}
        return names - {".allegedly/manifest.json"} if self.prefix else names

    def get(self, name: str) -> Any:
        """An object: its headers, and its content as `Body`."""
        return self.client.get_object(Bucket="ferries", Key=self.prefix + name)

    def put(self, name: str, data: bytes) -> None:
        """Somebody else puts an object there."""
        self.client.put_object(Bucket="ferries", Key=self.prefix + name, Body=data)


def test_a_site_arrives_and_only_what_changed_goes_again(
    desk: Desk, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All files arrive with their types; then only what changed is sent, what is gone is deleted, and others' stay."""
    told = desk.publish("there", "--dry-run")
    assert bucket.names() == set()
    said = desk.publish()
    assert said.startswith("Published to the bucket ferries, news/: ")
    assert told.splitlines()[-1].partition(": ")[2] == said.strip().partition(": ")[2]
    copy = desk.root.parent / "copy"
    desk.publish("--folder", str(copy))
    assert {name: bucket.get(name)["Body"].read() for name in bucket.names()} == files(copy)
    page, style, picture = (bucket.get(name) for name in ("index.html", "assets/style.css", "assets/icon.svg"))
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert style["ContentType"] == "text/css; charset=utf-8"
    assert picture["ContentType"] == "image/svg+xml"
    assert page["CacheControl"] == style["CacheControl"] == "public, max-age=0, must-revalidate"
    assert picture["CacheControl"] == "public, max-age=86400"

    bucket.put("robots.txt", b"mine")
    sent: list[str] = []
    put = s3.Bucket._put

    def noted(self: s3.Bucket, name: str, data: bytes) -> None:
        sent.append(name)
        put(self, name, data)

    monkeypatch.setattr(s3.Bucket, "_put", noted)
    assert "nothing has changed" in desk.publish()
    assert sent == []
    desk.remove("harbour")
    desk.write("bridge", "opens")
    told = desk.publish("there", "--dry-run")
    assert sent == []
    assert "- articles/harbour/index.html\n" in told
    assert desk.publish().splitlines()[-1].partition(": ")[2] == told.splitlines()[-1].partition(": ")[2]
    assert "articles/bridge/index.html" in sent
    assert not {"assets/style.css", "articles/harbour/index.html"} & set(sent)
    assert sent[0] == sent[-1] == ".allegedly/manifest.json"
    desk.publish("--folder", str(copy))
    assert bucket.names() == files(copy).keys() | {"robots.txt"}
    assert bucket.get("robots.txt")["Body"].read() == b"mine"


def test_an_object_that_was_changed_by_hand_is_mended(desk: Desk, bucket: Bucket) -> None:
    """What stands in the bucket counts, not what was sent: a page of ours that somebody changed is sent again."""
    desk.publish()
    page = bucket.get("index.html")["Body"].read()
    bucket.put("index.html", b"x" * len(page))
    assert "0 added, 1 changed, 0 removed" in desk.publish()
    assert bucket.get("index.html")["Body"].read() == page


def test_a_bucket_whose_etags_are_no_digests(desk: Desk, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a bucket encrypts, the list of what was published tells what changed."""
    monkeypatch.setattr(s3, "_md5", lambda _: "no digest")
    desk.publish()
    assert "nothing has changed" in desk.publish()
    desk.write("ferry", "sinks")
    assert " 0 removed" in desk.publish()
    assert b"sinks" in bucket.get("articles/ferry/index.html")["Body"].read()


def test_a_foreign_object_in_the_way(desk: Desk, bucket: Bucket) -> None:
    """An object that others put there is not overwritten, and nothing arrives."""
    bucket.put("index.html", b"mine")
    assert "error[publish-foreign] 'index.html' stands there already" in desk.publish(code=1)
    assert bucket.names() == {"index.html"}


def test_what_was_cut_short_is_finished(desk: Desk, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """A publication that broke off in the middle is finished by the next one, whatever was changed meanwhile."""
    desk.publish()
    desk.write("bridge", "opens")
    put = s3.Bucket._put

    def tired(self: s3.Bucket, name: str, data: bytes) -> None:
        if name.endswith("bridge/index.html"):
            raise ValueError("the line went dead")
        put(self, name, data)

    with monkeypatch.context() as broken:
        broken.setattr(s3.Bucket, "_put", tired)
        assert "error[publish-failed] boto3 failed: the line went dead" in desk.publish(code=1)
    assert "articles/bridge/article.json" in bucket.names()
    desk.write("bridge", "closes")
    desk.publish()
    assert b"closes" in bucket.get("articles/bridge/index.html")["Body"].read()
    desk.remove("bridge")
    desk.publish()
    assert not any("bridge" in name for name in bucket.names())


def test_keys_are_asked_for_where_they_are_kept(
    desk: Desk, bucket: Bucket, s3_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a key, or with a profile that nobody knows, it is told where keys are looked for: publish-access."""
    with monkeypatch.context() as keyless:
        keyless.delenv("AWS_ACCESS_KEY_ID")
        keyless.delenv("AWS_SECRET_ACCESS_KEY")
        said = desk.publish(code=1)
        assert "error[publish-access] there is no way in: Unable to locate credentials" in said
        assert "~/.aws/credentials" in said
        (desk.root.parent / "home/.aws").mkdir()
        (desk.root.parent / "home/.aws/credentials").write_text(
            f"[us]\naws_access_key_id = {KEY}\naws_secret_access_key = s3cret\n"
        )
        desk.configure(f"{{kind: s3, to: ferries, endpoint: '{s3_address}', region: us-east-1, profile: us}}")
        desk.publish()
        desk.configure(f"{{kind: s3, to: ferries, endpoint: '{s3_address}', region: us-east-1, profile: them}}")
        assert "error[publish-access]" in desk.publish(code=1)


def test_no_such_bucket_and_no_such_service(desk: Desk, bucket: Bucket, s3_address: str) -> None:
    """What the service says, or that there is none, is told; no key is."""
    desk.configure(f"{{kind: s3, to: no-such-bucket, endpoint: '{s3_address}', region: us-east-1}}")
    said = desk.publish(code=1)
    assert "error[publish-failed] boto3 failed: The specified bucket does not exist (NoSuchBucket)" in said
    desk.configure("{kind: s3, to: ferries, endpoint: 'http://127.0.0.1:9', region: us-east-1}")
    said += desk.publish(code=1)
    assert 'Could not connect to the endpoint URL: "http://127.0.0.1:9/' in said
    assert "s3cret" not in said
    assert KEY not in said


def test_boto3_is_missing(desk: Desk, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra it is told how to install it."""
    monkeypatch.setitem(sys.modules, "boto3", None)
    said = desk.publish(code=1)
    assert "error[publish-program] boto3 is needed for a target of kind s3, and is not installed" in said
    assert "pip install 'allegedly[s3]'" in said
