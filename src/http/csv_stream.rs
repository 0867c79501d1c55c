//! A CSV file that is sent while it is written, however long it is. Floor 3.
//!
//! A thread of its own writes; it waits for the reader at the other end, and ends when that one goes away.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::HttpResponse;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::header;
use actix_web::web::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::cx::Page;
use super::failure::Failure;
use super::stream::StreamPlace;

/// Bytes of a piece, and pieces that wait for the reader.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 2;

/// The body.
struct Pieces(Receiver<io::Result<Bytes>>);

impl MessageBody for Pieces {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        self.get_mut().0.poll_recv(task)
    }
}

/// Where the thread writes.
struct Out {
    pieces: Sender<io::Result<Bytes>>,
    piece: Vec<u8>,
}

impl Out {
    fn send(&mut self) -> io::Result<()> {
        let piece = Bytes::from(std::mem::take(&mut self.piece));
        self.pieces.blocking_send(Ok(piece)).map_err(|_gone| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() { Ok(()) } else { self.send() }
    }
}

/// Answers with what `write` writes; `name` is plain ASCII, without the ending. What goes wrong on the way
/// breaks the file off.
pub fn csv_stream<E: std::fmt::Display>(
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E> + Send + 'static,
) -> Page {
    let place = StreamPlace::take()?;
    let (pieces, receiver) = channel(WAITING);
    std::thread::Builder::new()
        .name("csv".to_owned())
        .spawn(move || {
            let mut out = Out { pieces, piece: Vec::with_capacity(PIECE) };
            let done = write(&mut out).map_err(|error| io::Error::other(error.to_string()));
            if let Err(error) = done.and_then(|()| out.flush()) {
                tracing::warn!(%error, "a file broke off while it was written");
                // Whoever reads learns that it is not whole; who has gone does not.
                let _gone = out.pieces.blocking_send(Err(error));
            }
            drop(place);
        })
        .map_err(|error| Failure::Busy(format!("no thread for a file: {error}")))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .body(Pieces(receiver)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_long_file_comes_whole_and_one_that_breaks_off_is_an_error() {
        let whole = csv_stream("long", |out| out.write_all(&vec![b'a'; 300_000])).unwrap();
        assert_eq!(actix_web::body::to_bytes(whole.into_body()).await.unwrap().len(), 300_000);
        let broken = csv_stream("broken", |out| {
            out.write_all(&vec![b'a'; 100_000])?;
            Err(io::Error::other("no more"))
        });
        assert!(actix_web::body::to_bytes(broken.unwrap().into_body()).await.is_err());
    }
}
