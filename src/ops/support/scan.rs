//! Letting files out of quarantine: a command of the operator's choice, or a rule without one. Floor 2.
//! Quality 4, item 22.
//!
//! With `scan_command` every file waits until the command has read it from its standard input and ended
//! with 0 (clean) or 1 (bad); anything else leaves it where it is, and a job asks again. Without one,
//! pictures and texts are free once their content is what their name says; a PDF or an archive waits
//! until a person of the desk has looked at it.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;

use crate::access::Scope;
use crate::config::Config;
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{AttachmentId, CustomerId, SupportRequestId};
use crate::domain::support::{FileKind, FileState};
use crate::ops::App;
use crate::store::StoreError;
use crate::store::support::FileRecord;

/// How long a scanner may take, and how often it is asked whether it has ended.
const PATIENCE: Duration = Duration::from_mins(1);
const GLANCE: Duration = Duration::from_millis(20);

/// Files that a job looks at in one go.
const STEP: i64 = 100;

/// Who lets files out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanRule {
    /// The operator's command.
    Command,
    /// The rule: plain kinds at once, the others by a person of the desk.
    ByKind,
}

impl ScanRule {
    /// The rule of this installation.
    pub fn of(config: &Config) -> Self {
        if config.scan_command.is_empty() { Self::ByKind } else { Self::Command }
    }

    /// How a new file stands.
    pub(super) const fn first_state(self, kind: FileKind) -> FileState {
        match self {
            Self::ByKind if kind.is_plain() => FileState::Released,
            Self::ByKind | Self::Command => FileState::Quarantined,
        }
    }
}

/// Lets the command look at a file that was just added; it stays in quarantine when the command cannot say.
pub(super) fn look_at(
    app: &App,
    scope: &Scope,
    customer: CustomerId,
    request: SupportRequestId,
    id: AttachmentId,
) -> Result<(), StoreError> {
    let (file, content) = app.db.read(scope, |r| {
        let file = r.file(customer, request, id)?;
        let content = r.file_content(&file)?;
        Ok::<_, StoreError>((file, content))
    })?;
    match scan(&app.config.scan_command, &content) {
        Some(state) => settle(app, scope, &file, state).map(drop),
        None => Ok(()),
    }
}

/// The job: every file in quarantine, when there is a command to ask.
pub(in crate::ops) fn look_at_quarantine(app: &App, job: &'static str) -> Result<u64, StoreError> {
    if ScanRule::of(&app.config) == ScanRule::ByKind {
        return Ok(0);
    }
    let mut done = 0;
    for file in app.db.system("a scanner looks at files of all partners").quarantined_files(STEP)? {
        let scope = Scope::system(job, file.partner_id, app.clock.now());
        let content = app.db.read(&scope, |r| r.file_content(&file))?;
        if let Some(state) = scan(&app.config.scan_command, &content) {
            done += u64::from(settle(app, &scope, &file, state)?);
        }
    }
    Ok(done)
}

/// Keeps what a look found; false when the file is not in quarantine any more.
pub(in crate::ops) fn settle(
    app: &App,
    scope: &Scope,
    file: &FileRecord,
    state: FileState,
) -> Result<bool, StoreError> {
    app.db.write(scope, |w| {
        if !w.settle_file(file.id, state)? {
            return Ok(w.unchanged(false));
        }
        let event = Event::new(EventKind::AttachmentChanged, "support_requests", file.request_id);
        let now = json!({ "id": file.id.to_string(), "name": file.file_name, "state": state.code() });
        w.record(&event.of_customer(file.customer_id).before(json!({ "state": file.state.code() })).after(now), true)
    })
}

/// What the command says; none when it cannot be run, takes too long or ends otherwise.
fn scan(command: &str, content: &[u8]) -> Option<FileState> {
    let mut words = command.split_whitespace();
    let quiet = Stdio::null;
    let started = Command::new(words.next()?).args(words).stdin(Stdio::piped()).stdout(quiet()).stderr(quiet()).spawn();
    let mut child = started.inspect_err(|error| tracing::error!(%error, "the scan command cannot be run")).ok()?;
    let mut input = child.stdin.take()?;
    let code = std::thread::scope(|threads| {
        // A scanner may end without reading everything, so a broken pipe says nothing.
        threads.spawn(move || drop(input.write_all(content)));
        wait(&mut child)
    });
    match code {
        Some(0) => Some(FileState::Released),
        Some(1) => Some(FileState::Refused),
        Some(_) | None => {
            tracing::error!(?code, "the scan command could not say");
            None
        }
    }
}

/// The code the command ends with; it is ended when it takes too long.
#[expect(clippy::disallowed_methods, reason = "the end of a process cannot be waited for with a limit")]
fn wait(child: &mut Child) -> Option<i32> {
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.code(),
            Ok(None) => std::thread::sleep(GLANCE),
            Err(_) => break,
        }
        waited += GLANCE;
    }
    drop(child.kill());
    drop(child.wait());
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_reads_the_file_and_its_code_decides() {
        let grep = "grep -q -v EICAR";
        assert_eq!(scan(grep, b"a plain text\n"), Some(FileState::Released));
        assert_eq!(scan(grep, b"EICAR\n"), Some(FileState::Refused));
        assert_eq!(scan("no-such-scanner-anywhere", b"x"), None);
        assert_eq!(scan("grep --no-such-flag", b"x"), None);
        assert_eq!(scan("true", &vec![b'x'; 1_000_000]), Some(FileState::Released));
    }

    #[test]
    fn without_a_command_only_plain_kinds_are_free() {
        let states: Vec<_> = FileKind::ALL.iter().map(|kind| ScanRule::ByKind.first_state(*kind)).collect();
        let free = states.iter().filter(|state| **state == FileState::Released).count();
        assert_eq!((free, states.len()), (5, 7));
        assert_eq!(ScanRule::Command.first_state(FileKind::Png), FileState::Quarantined);
    }
}
