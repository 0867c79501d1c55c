//! Reading ahead: jobs are done by several threads, and what they make is taken in the order of the jobs. Leaf.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use super::UsageFileError;
use super::piece::Piece;

/// Pieces of a job that wait to be taken.
const PIECES: usize = 128;

type Made = Result<Piece, UsageFileError>;

/// The jobs that are left, for one of the threads.
pub(super) struct Jobs<'j, I> {
    left: &'j Mutex<I>,
    order: SyncSender<Receiver<Made>>,
}

impl<I: Iterator> Jobs<'_, I> {
    /// The next job, and where its pieces go. `None` when there is none, or nobody takes them any more.
    pub(super) fn next(&self) -> Option<(I::Item, SyncSender<Made>)> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let job = left.next()?;
        let (pieces, made) = sync_channel(PIECES);
        // Still under the lock, so that the order is that of the jobs.
        self.order.send(made).ok()?;
        Some((job, pieces))
    }
}

/// Does the jobs on so many threads: `work` asks for one job after the other. `take` gets the pieces in the
/// order of the jobs, and ends it all when it breaks; so does the first error. So many jobs may be `ahead` of
/// the one whose pieces are taken, besides one for each thread.
pub(super) fn in_order<I: Iterator + Send>(
    (threads, ahead): (usize, usize),
    jobs: I,
    work: impl Fn(usize, &Jobs<'_, I>) + Sync,
    mut take: impl FnMut(Piece) -> ControlFlow<()>,
) -> Result<(), UsageFileError> {
    let left = Mutex::new(jobs);
    std::thread::scope(|scope| {
        let (order, ordered) = sync_channel(ahead);
        for number in 0..threads.max(1) {
            let jobs = Jobs { left: &left, order: order.clone() };
            let work = &work;
            scope.spawn(move || work(number, &jobs));
        }
        // The threads alone hold it now: without them there is nothing to wait for.
        drop(order);
        for made in ordered {
            for piece in made {
                if take(piece?).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(bytes: u64) -> Piece {
        Piece { bytes, ..Piece::default() }
    }

    /// Jobs of three pieces each, as they were taken.
    fn taken(threads: usize, jobs: u64, most: usize) -> Vec<u64> {
        let mut taken = Vec::new();
        let work = |_number: usize, jobs: &Jobs<'_, _>| {
            while let Some((job, pieces)) = jobs.next() {
                for place in 0..3 {
                    if pieces.send(Ok(piece(job * 3 + place))).is_err() {
                        return;
                    }
                }
            }
        };
        in_order((threads, 2), 0..jobs, work, |piece| {
            taken.push(piece.bytes);
            if taken.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .unwrap();
        taken
    }

    #[test]
    fn pieces_come_in_the_order_of_their_jobs() {
        for threads in [0, 1, 3, 8] {
            assert_eq!(taken(threads, 100, usize::MAX), (0..300).collect::<Vec<_>>());
        }
    }

    #[test]
    fn it_ends_when_nobody_takes_any_more() {
        assert_eq!(taken(4, u64::MAX / 3, 7), (0..7).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_error_in_the_order_ends_it() {
        let work = |_number: usize, jobs: &Jobs<'_, _>| {
            while let Some((job, pieces)) = jobs.next() {
                let made = if job < 5 { Ok(piece(job)) } else { Err(UsageFileError::Packing("five")) };
                if pieces.send(made).is_err() {
                    return;
                }
            }
        };
        let mut last = None;
        let ended = in_order((3, 1), 0..1_000_000, work, |piece| {
            last = Some(piece.bytes);
            ControlFlow::Continue(())
        });
        assert!(matches!(ended, Err(UsageFileError::Packing("five"))));
        assert_eq!(last, Some(4));
    }
}
