//! Large files as they are read: a few pieces in memory for each, whatever their size. Floor 3. S-91, R-7.
//!
//! A thread of its own reads each file, so that slow storage keeps no page waiting; it waits for the
//! reader at the other end, and ends when that one goes away.

use std::io::{self, ErrorKind, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::failure::Failure;
use crate::ops::media::Content;

/// Files that are sent at once; others are told to come back.
static PLACES: Semaphore = Semaphore::const_new(256);

/// Bytes of a piece, and pieces that wait for the reader.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 2;

/// A place among the files that are sent at once.
#[derive(Debug)]
pub struct StreamPlace {
    _permit: SemaphorePermit<'static>,
}

impl StreamPlace {
    /// Takes one, if there is one.
    pub fn take() -> Result<Self, Failure> {
        let permit = PLACES.try_acquire().map_err(|_full| Failure::Busy("too many downloads at once".to_owned()))?;
        Ok(Self { _permit: permit })
    }
}

/// A body of known length.
#[derive(Debug)]
pub struct Stream {
    length: u64,
    pieces: Option<Receiver<io::Result<Bytes>>>,
}

impl Stream {
    /// Only the length: what a look without the content gets.
    pub fn headers_only(length: u64) -> Self {
        Self { length, pieces: None }
    }

    /// The next `length` bytes of `content`.
    pub fn of(place: StreamPlace, content: Content, length: u64) -> Result<Self, Failure> {
        let (pieces, receiver) = channel(WAITING);
        std::thread::Builder::new()
            .name("download".to_owned())
            .stack_size(256 * 1024)
            .spawn(move || {
                send(content, length, &pieces);
                drop(place);
            })
            .map_err(|error| Failure::Busy(format!("no thread for a download: {error}")))?;
        Ok(Self { length, pieces: Some(receiver) })
    }
}

fn send(mut content: Content, mut left: u64, pieces: &Sender<io::Result<Bytes>>) {
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        let mut piece = vec![0; wanted];
        let read = content.read_exact(&mut piece).map(|()| Bytes::from(piece));
        let is_over = read.is_err();
        if let Err(error) = &read {
            tracing::error!(%error, "a file broke off while it was sent");
        }
        // Nobody takes it any more: the download was broken off at the other end.
        if pieces.blocking_send(read).is_err() || is_over {
            return;
        }
        left = left.saturating_sub(u64::try_from(wanted).unwrap_or(left));
    }
}

impl MessageBody for Stream {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.length)
    }

    fn poll_next(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Result<Bytes, io::Error>>> {
        let Some(pieces) = self.get_mut().pieces.as_mut() else { return Poll::Ready(None) };
        Poll::Ready(match ready!(pieces.poll_recv(task)) {
            Some(Err(error)) => Some(Err(io::Error::new(ErrorKind::UnexpectedEof, error))),
            other => other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(mut stream: Stream) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        while let Some(piece) = std::future::poll_fn(|task| Pin::new(&mut stream).poll_next(task)).await {
            all.extend(piece?);
        }
        Ok(all)
    }

    #[actix_web::test]
    async fn a_file_comes_whole_and_one_that_breaks_off_is_an_error() {
        let file: Vec<u8> = (0..200_000_u32).map(|at| u8::try_from(at % 251).unwrap()).collect();
        let stream = |length| {
            let content: Content = Box::new(io::Cursor::new(file.clone()));
            Stream::of(StreamPlace::take().unwrap(), content, length).unwrap()
        };
        assert_eq!(read(stream(200_000)).await.unwrap(), file);
        assert_eq!(read(stream(70_000)).await.unwrap(), file[..70_000]);
        assert!(read(stream(200_001)).await.is_err());
        assert_eq!(read(Stream::headers_only(5)).await.unwrap(), Vec::<u8>::new());
    }
}
