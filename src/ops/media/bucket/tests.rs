//! Against a service that keeps one object and answers as the real ones do.

use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::net::TcpListener;

use super::*;

/// The first line, the headers and the body of a request.
type Asked = (String, String, String);

/// Answers `answers` requests, one connection each, and hands out what was asked: the first line, the
/// headers, the body.
fn service(answers: &'static [&'static str]) -> (String, std::thread::JoinHandle<Vec<Asked>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = std::thread::spawn(move || {
        answers
            .iter()
            .map(|answer| {
                let (stream, _) = listener.accept().unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut first, mut headers) = (String::new(), String::new());
                reader.read_line(&mut first).unwrap();
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).unwrap();
                    if line == "\r\n" {
                        break;
                    }
                    headers.push_str(&line.to_lowercase());
                }
                let length = headers.lines().find_map(|line| line.strip_prefix("content-length: "));
                let mut body = vec![0; length.map_or(0, |it| it.trim().parse().unwrap())];
                reader.read_exact(&mut body).unwrap();
                (&stream).write_all(answer.as_bytes()).unwrap();
                (first, headers, String::from_utf8(body).unwrap())
            })
            .collect()
    });
    (address, asked)
}

fn bucket(address: &str) -> Bucket {
    let place = format!("s3+http://AKIA:top-secret@{address}/media?region=eu-central-1");
    let crate::config::MediaPlace::Bucket(place) = place.parse().unwrap() else { panic!() };
    Bucket::of(&place)
}

#[test]
fn requests_are_signed_and_ranges_are_asked_for() {
    let (address, asked) = service(&[
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\nConnection: close\r\n\r\nllo",
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ]);
    let (bucket, name) = (bucket(&address), Sha256([7; 32]));
    let mut source = tempfile::tempfile().unwrap();
    source.write_all(b"hello").unwrap();
    source.rewind().unwrap();
    bucket.put(&name, 5, &mut source).unwrap();
    assert_eq!(bucket.size(&name).unwrap(), Some(5));
    let read = |from| {
        let mut text = String::new();
        bucket.open(&name, 5, from).unwrap().map(|mut body| body.read_to_string(&mut text).unwrap());
        text
    };
    assert_eq!((read(0).as_str(), read(2).as_str(), read(0).as_str()), ("hello", "llo", ""));
    let asked = asked.join().unwrap();
    assert!(asked[0].0.starts_with(&format!("PUT /media/{name}?")) && asked[0].2 == "hello", "{asked:?}");
    assert!(asked[1].0.starts_with("HEAD "));
    assert!(asked.iter().all(|(first, ..)| first.contains("X-Amz-Signature=") && !first.contains("top-secret")));
    assert!(!asked[2].1.contains("range:") && asked[3].1.contains("range: bytes=2-"), "{asked:?}");
}

#[test]
fn a_refusal_says_its_status_and_nothing_secret() {
    let (address, asked) = service(&["HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret"]);
    let refused = bucket(&address).size(&Sha256([7; 32])).unwrap_err().to_string();
    assert_eq!(refused, "the object storage answered 403");
    asked.join().unwrap();
    let away = bucket("127.0.0.1:1").size(&Sha256([7; 32])).unwrap_err().to_string();
    assert!(!away.contains("X-Amz") && !away.contains("AKIA"), "{away}");
}
