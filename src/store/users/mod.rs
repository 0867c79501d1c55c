//! People who sign in, and the principal that a session stands for. Floor 1. Rules R-RO-1, P-26.

mod accounts;
mod clients;
mod forget;
mod organizations;
mod principal;
mod sign_in;

pub use accounts::{Employer, NewUser, User};
pub use clients::{ApiClient, ClientSecrets};
pub use organizations::Organization;
pub use principal::{Principal, PrincipalError};
pub use sign_in::{Credentials, DemoAccount, NewSession, Session, SignInFailures, Windows};
