//! Running acts off the event loop. Floor 3. Performance 0.5, quality 42.

use actix_web::web::{Data, block};
use tokio::sync::Semaphore;

use super::failure::Failure;
use crate::ops::App;

/// Runs a synchronous act on the blocking pool.
pub async fn run<T, E>(app: &Data<App>, act: impl FnOnce(&App) -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<actix_web::error::BlockingError> + Send + 'static,
{
    let app = app.clone();
    block(move || act(&app)).await?
}

/// How many password hashes run at once (19 MiB each), and how many may wait.
static HASHING: Semaphore = Semaphore::const_new(2);
static WAITING: Semaphore = Semaphore::const_new(32);

/// Runs an act that hashes a password: two at a time, 32 waiting, others are told to come back.
pub async fn run_hashing<T: Send + 'static>(
    app: &Data<App>,
    act: impl FnOnce(&App) -> T + Send + 'static,
) -> Result<T, Failure> {
    let _place = WAITING.try_acquire().map_err(|_full| Failure::Busy("too many sign-ins at once".to_owned()))?;
    let _turn = HASHING.acquire().await.map_err(|error| Failure::Busy(error.to_string()))?;
    let app = app.clone();
    Ok(block(move || act(&app)).await?)
}
