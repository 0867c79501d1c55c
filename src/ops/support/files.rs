//! Files beside a request: checked, kept back until released, given out as downloads. Floor 2. Quality 4,
//! items 21 to 23.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::draft::own_draft;
use super::scan::{self, ScanRule};
use super::{FileRecord, sees};
use crate::access::{Granted, Scope, may};
use crate::domain::audit::{Event, EventKind};
use crate::domain::ids::{AttachmentId, CustomerId, SupportRequestId, UserId};
use crate::domain::support::{FileFault, FileState, MAX_DAILY, MAX_FILES, RequestState, check_file, file_name};
use crate::ops::App;
use crate::store::support::{NewFile, SupportRequest};
use crate::store::{Recorded, StoreError, Writer};

/// A file as it came in.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name that the browser sent.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// Why files are not taken; none of them is.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// This one is not taken.
    #[error("{name}: {fault:?}")]
    Fault {
        /// The name that the browser sent.
        name: String,
        /// Why.
        fault: FileFault,
    },
    /// The request is closed.
    #[error("the request is closed")]
    Closed,
    /// The database refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts files beside a request that is not closed.
pub fn add_files(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    uploads: Vec<Upload>,
) -> Result<(), FileError> {
    if uploads.is_empty() {
        return Err(FileError::Fault { name: String::new(), fault: FileFault::Empty });
    }
    let user = may.who().user();
    let checked = checked(app, customer, id, user, uploads)?;
    app.db.write(may.scope(), |w| {
        let request = w.support_request(customer, id)?.request;
        sees(may.who(), &request)?;
        if request.state == RequestState::Closed {
            return Err(FileError::Closed);
        }
        put(w, &request, user, &checked)
    })?;
    look_at(app, may.scope(), &checked)
}

/// The files as they are kept, once each is what its name says.
pub(in crate::ops) fn checked(
    app: &App,
    customer: CustomerId,
    request: SupportRequestId,
    user: UserId,
    uploads: Vec<Upload>,
) -> Result<Vec<NewFile>, FileError> {
    let rule = ScanRule::of(&app.config);
    let check = |upload: Upload| {
        let fault = |fault| FileError::Fault { name: upload.name.clone(), fault };
        let file_name = file_name(&upload.name).map_err(fault)?;
        let kind = check_file(&file_name, &upload.content).map_err(fault)?;
        Ok(NewFile {
            id: AttachmentId::from_uuid(app.ids.new_id()),
            customer,
            request,
            file_name,
            media_type: kind.media_type(),
            sha256: Sha256::digest(&upload.content).to_vec(),
            state: rule.first_state(kind),
            uploaded_by: user,
            content: upload.content,
        })
    };
    uploads.into_iter().map(check).collect()
}

/// Keeps files beside a request, within the act that adds them.
pub(in crate::ops) fn put(
    w: &mut Writer<'_>,
    request: &SupportRequest,
    user: UserId,
    files: &[NewFile],
) -> Result<Recorded<()>, FileError> {
    let (customer, id) = (request.customer_id, request.id);
    let name = || files.first().map(|file| file.file_name.clone()).unwrap_or_default();
    if w.files(customer, id)?.len().saturating_add(files.len()) > MAX_FILES {
        return Err(FileError::Fault { name: name(), fault: FileFault::TooMany });
    }
    let since = w.scope().now().plus_days(-1);
    let today = w.files_added(user, since)?;
    if usize::try_from(today).unwrap_or(usize::MAX).saturating_add(files.len()) > MAX_DAILY {
        return Err(FileError::Fault { name: name(), fault: FileFault::TooManyToday });
    }
    for file in files {
        w.insert_file(file)?;
    }
    let names: Vec<_> = files
        .iter()
        .map(|file| json!({ "id": file.id.to_string(), "name": file.file_name, "state": file.state.code() }))
        .collect();
    let event = Event::new(EventKind::AttachmentChanged, "support_requests", id).of_customer(customer);
    Ok(w.record(&event.after(json!({ "number": request.number, "added": names })), ())?)
}

/// Lets the scanner look at files that were kept, where the installation has one.
pub(in crate::ops) fn look_at(app: &App, scope: &Scope, files: &[NewFile]) -> Result<(), FileError> {
    if ScanRule::of(&app.config) == ScanRule::Command {
        for file in files {
            scan::look_at(app, scope, file.customer, file.request, file.id)?;
        }
    }
    Ok(())
}

/// Takes a file off the person's own draft.
pub fn remove_file(
    app: &App,
    may: &Granted<may::CreateSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    file: AttachmentId,
) -> Result<(), StoreError> {
    app.db.write(may.scope(), |w| {
        // The file first: one of somebody else looks like none, whatever became of the draft.
        let file = w.file(customer, id, file)?;
        own_draft(w, may, customer, id)?;
        w.delete_file(&file)?;
        let event = Event::new(EventKind::AttachmentChanged, "support_requests", id).of_customer(customer);
        w.record(&event.before(json!({ "removed": file.file_name })), ())
    })
}

/// A released file with its content; one that is kept back is not there.
pub fn download(
    app: &App,
    may: &Granted<may::ViewSupportRequests>,
    customer: CustomerId,
    id: SupportRequestId,
    file: AttachmentId,
) -> Result<(FileRecord, Vec<u8>), StoreError> {
    app.db.read(may.scope(), |r| {
        sees(may.who(), &r.support_request(customer, id)?.request)?;
        let file = r.file(customer, id, file)?;
        if file.state != FileState::Released {
            return Err(StoreError::NotFound);
        }
        let content = r.file_content(&file)?;
        Ok((file, content))
    })
}
