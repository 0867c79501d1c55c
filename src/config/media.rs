//! Where the files of the media library are: a folder, or a bucket of S3-compatible object storage.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

/// Where the files of the media library are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaPlace {
    /// A folder that every server sees.
    Folder(PathBuf),
    /// A bucket.
    Bucket(MediaBucket),
}

/// A bucket of object storage, and who we are there.
#[derive(Clone, PartialEq, Eq)]
pub struct MediaBucket {
    /// The service, such as `https://s3.eu-central-1.amazonaws.com`.
    pub endpoint: Url,
    /// Name of the bucket.
    pub name: String,
    /// Region that requests are signed for.
    pub region: String,
    /// Id of the access key.
    pub key_id: String,
    /// The secret access key; never shown.
    pub secret: String,
}

/// The text names no place for files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAMediaPlace {
    /// Not one of the forms.
    #[error(
        "use a folder, s3://KEY_ID:SECRET@HOST/BUCKET?region=REGION or, for storage on the same machine, s3+http://…"
    )]
    Form,
    /// Nothing.
    #[error("must not be empty")]
    Empty,
}

impl FromStr for MediaPlace {
    type Err = NotAMediaPlace;
    fn from_str(text: &str) -> Result<Self, NotAMediaPlace> {
        if text.is_empty() {
            return Err(NotAMediaPlace::Empty);
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Ok(Self::Folder(PathBuf::from(text)));
        };
        let web = match scheme {
            "s3" => "https",
            "s3+http" => "http",
            _ => return Err(NotAMediaPlace::Form),
        };
        let url = Url::parse(&format!("{web}://{rest}")).map_err(|_what_is_in_it_is_secret| NotAMediaPlace::Form)?;
        bucket(&url).map(Self::Bucket).ok_or(NotAMediaPlace::Form)
    }
}

fn bucket(url: &Url) -> Option<MediaBucket> {
    let name = url.path().strip_prefix('/')?.trim_end_matches('/');
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    if name.len() < 3 || !name.chars().all(is_plain) || url.fragment().is_some() {
        return None;
    }
    let mut asked = url.query_pairs();
    let region = match (asked.next(), asked.next()) {
        (Some((key, region)), None) if key == "region" && !region.is_empty() => region.into_owned(),
        _ => return None,
    };
    let (key_id, secret) = (plain(url.username())?, plain(url.password()?)?);
    let mut endpoint = url.clone();
    endpoint.set_path("");
    endpoint.set_query(None);
    endpoint.set_username("").ok()?;
    endpoint.set_password(None).ok()?;
    Some(MediaBucket { endpoint, name: name.to_owned(), region, key_id, secret })
}

fn plain(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?.into_owned();
    (!text.is_empty()).then_some(text)
}

impl fmt::Debug for MediaBucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MediaBucket({}{})", self.endpoint, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_read_and_its_secret_never_shown() {
        let place: MediaPlace = "s3://AKIA:se%2Fcret@s3.example/media?region=eu-central-1".parse().unwrap();
        let MediaPlace::Bucket(bucket) = &place else { panic!("{place:?}") };
        assert_eq!((bucket.endpoint.as_str(), bucket.name.as_str()), ("https://s3.example/", "media"));
        assert_eq!((bucket.key_id.as_str(), bucket.secret.as_str()), ("AKIA", "se/cret"));
        assert_eq!(bucket.region, "eu-central-1");
        assert_eq!(format!("{place:?}"), "Bucket(MediaBucket(https://s3.example/media))");
        let near: MediaPlace = "s3+http://a:b@127.0.0.1:9000/media?region=x".parse().unwrap();
        let MediaPlace::Bucket(near) = near else { panic!() };
        assert_eq!(near.endpoint.as_str(), "http://127.0.0.1:9000/");
        assert_eq!("/srv/media".parse(), Ok(MediaPlace::Folder("/srv/media".into())));
    }

    #[test]
    fn what_is_no_place_is_refused_without_its_secret() {
        for text in [
            "s3://s3.example/media?region=x",
            "s3://a@s3.example/media?region=x",
            "s3://a:b@s3.example/?region=x",
            "s3://a:b@s3.example/media",
            "s3://a:b@s3.example/media?region=x&acl=public",
            "s3://a:b@s3.example/Media/x?region=x",
            "https://a:b@s3.example/media?region=x",
        ] {
            assert_eq!(text.parse::<MediaPlace>(), Err(NotAMediaPlace::Form), "{text}");
        }
        assert_eq!("".parse::<MediaPlace>(), Err(NotAMediaPlace::Empty));
    }
}
