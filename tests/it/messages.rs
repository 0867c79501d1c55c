//! Messages and mail: in the reader's language, sent once, tried again, given up in sight. O-9, O-10, L-8.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Barrier, Mutex};

use partner_dashboard::domain::roles::Role;
use partner_dashboard::http::links;
use partner_dashboard::ops::App;
use partner_dashboard::ops::housekeeping::{self, Which};
use partner_dashboard::store::Db;

use crate::support::{Browser, Customer, Person, Subscription, World};

/// A mail server of a few lines. It answers `RCPT` as it is told, and keeps what it took.
struct MailServer {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    answer: Arc<Mutex<&'static str>>,
}

impl MailServer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (taken, answer) = (Arc::<Mutex<Vec<String>>>::default(), Arc::new(Mutex::new("250 ok")));
        let (kept, told) = (Arc::clone(&taken), Arc::clone(&answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &kept, *told.lock().unwrap());
            }
        });
        Self { port, taken, answer }
    }

    fn address(&self) -> String {
        format!("smtp+plain://127.0.0.1:{}", self.port)
    }

    fn answers(&self, answer: &'static str) {
        *self.answer.lock().unwrap() = answer;
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

/// One conversation of SMTP (RFC 5321), as far as a client needs it.
fn serve(stream: TcpStream, taken: &Mutex<Vec<String>>, answer: &str) {
    let mut out = stream.try_clone().unwrap();
    let mut say = |line: &str| write!(out, "{line}\r\n").is_ok();
    let mut lines = BufReader::new(stream).lines();
    say("220 mail.test");
    while let Some(Ok(line)) = lines.next() {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let is_on = match word.as_str() {
            "RCPT" => say(answer),
            "DATA" => {
                say("354 go on");
                let letter: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                taken.lock().unwrap().push(letter.join("\n"));
                say("250 taken")
            }
            "QUIT" => {
                say("221 bye");
                false
            }
            _ => say("250 ok"),
        };
        if !is_on {
            return;
        }
    }
}

struct Office {
    world: World,
    admin: Person,
    agent: Person,
    customer: Customer,
    subscription: Subscription,
}

impl Office {
    fn new(mail_server: Option<&MailServer>) -> Self {
        let server = mail_server.map(|server| server.address().parse().unwrap());
        let world = World::with(|config| {
            config.mail_server = server;
            "https://dashboard.example".clone_into(&mut config.public_url);
        });
        let partner = world.partner("Contoso Cloud");
        let (admin, agent) = (world.person(&partner, Role::AdminAgent), world.person(&partner, Role::HelpdeskAgent));
        let customer = world.customer(&partner, "Hanbit Foods");
        let subscription = world.subscription(&customer, "Production");
        Self { world, admin, agent, customer, subscription }
    }

    /// The admin agent gives the helpdesk agent access to the subscription.
    fn give_access(&self) {
        let mut browser = self.world.as_(&self.admin);
        let fields = [("user", self.agent.id.to_string()), ("role", "reader".to_owned()), ("ends", String::new())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(links::AccessNew::to(&self.customer.id, &self.subscription.id), &fields);
        assert_eq!(browser.page().status, 200, "{}", browser.page().text());
    }

    fn states(&self) -> Vec<String> {
        self.world.texts("SELECT state AS value FROM mails ORDER BY id")
    }

    fn korean(&self) -> Browser {
        let mut browser = self.world.as_(&self.agent);
        browser.speaks("ko");
        browser
    }
}

/// How many mails left.
fn sent(app: &App) -> u64 {
    let ran = housekeeping::run(app, Which::All).unwrap();
    ran.into_iter().find(|ran| ran.job == "send-mails").map(|ran| ran.outcome.unwrap()).unwrap_or_default()
}

#[test]
fn o_9_a_message_is_read_in_the_readers_language_opened_and_marked() {
    let office = Office::new(None);
    office.give_access();
    let mut browser = office.world.as_(&office.agent);
    browser.get(links::Messages::to());
    assert!(browser.sees("1 unread message"));
    assert!(browser.sees("You have access to an Azure subscription of Hanbit Foods"));
    browser.speaks("ko").get(links::Messages::to());
    assert!(browser.sees("Hanbit Foods 고객의 Azure 구독에 대한 액세스 권한을 받았습니다"));
    browser.speaks("en").get(links::Messages::to());
    let open = browser.page().attributes("form[action$='/open']", "action").remove(0);
    let events = office.world.count("audit_events");
    browser.post(&open, &[]);
    assert_eq!(
        browser.page().path,
        links::SubscriptionShow::to(&office.customer.id, &office.subscription.id).to_string()
    );
    browser.get(links::Messages::to());
    assert!(browser.sees("No unread messages"));
    assert_eq!(office.world.count("audit_events"), events, "reading is nothing for the log");
    // Nobody reads another's message, and who acted gets none.
    let mut other = office.world.as_(&office.admin);
    other.get(links::Messages::to());
    assert!(other.sees("No messages yet"));
    assert_eq!(other.post(&open, &[]).page().status, 404);
}

#[test]
fn o_9_the_unread_come_first_and_all_are_marked_at_once() {
    let office = Office::new(None);
    let second = office.world.subscription(&office.customer, "Development");
    office.give_access();
    office.world.wait(60);
    let office = Office { subscription: second, ..office };
    office.give_access();
    let mut browser = office.world.as_(&office.agent);
    browser.get(links::Messages::to());
    let newest = browser.page().attributes("form[action$='/read']:not([action='/messages/read'])", "action").remove(0);
    browser.post(&newest, &[]);
    let told = browser.page().select(".news-one p:nth-of-type(1)");
    assert!(told[0].contains("Production") && told[1].contains("Development"), "{told:?}");
    browser.click("Mark all as read");
    assert!(browser.sees("No unread messages"));
    assert_eq!(office.world.count("messages WHERE read_at IS NULL"), 0);
}

#[test]
fn l_8_a_mail_goes_out_in_the_recipients_language_with_a_link() {
    let server = MailServer::start();
    let office = Office::new(Some(&server));
    office.korean();
    office.give_access();
    assert_eq!(sent(&office.world.app), 1);
    let letter = server.taken().remove(0);
    assert!(letter.contains(&format!("To: {}", office.agent.email)), "{letter}");
    // "Hanbit Foods 고객의 …", as RFC 2047 writes what is not ASCII.
    assert!(letter.contains("Subject: ") && letter.contains("=?utf-8?b?"), "{letter}");
    assert!(letter.contains("Content-Language: ko"), "{letter}");
    assert!(!letter.contains("http"), "the text is base64: {letter}");
    let body = office.world.texts("SELECT body AS value FROM mails").remove(0);
    let link = links::SubscriptionShow::to(&office.customer.id, &office.subscription.id);
    assert!(body.contains(&format!("여기에서 여세요:\nhttps://dashboard.example{link}\n")), "{body}");
    assert_eq!((sent(&office.world.app), server.taken().len()), (0, 1));
    assert_eq!(office.states(), ["sent"]);
}

#[test]
fn a_mail_that_failed_is_tried_again_later_and_given_up_in_the_end() {
    let server = MailServer::start();
    let office = Office::new(Some(&server));
    server.answers("451 later");
    office.give_access();
    assert_eq!(sent(&office.world.app), 0);
    assert_eq!(sent(&office.world.app), 0);
    assert_eq!(office.world.count("mails WHERE attempts = 1"), 1, "not before its time");
    office.world.wait(60);
    server.answers("250 ok");
    assert_eq!((sent(&office.world.app), office.states()), (1, vec!["sent".to_owned()]));
    let second = office.world.subscription(&office.customer, "Development");
    let office = Office { subscription: second, ..office };
    server.answers("451 later");
    office.give_access();
    for _ in 0..8 {
        assert_eq!(sent(&office.world.app), 0);
        office.world.wait(36 * 60 * 60);
    }
    assert_eq!(office.states(), ["sent", "given_up"]);
    assert_eq!((sent(&office.world.app), server.taken().len()), (0, 1));
    let operator = office.world.operator();
    let mut browser = office.world.as_(&office.world.person(&operator, Role::InstallationAdmin));
    browser.get(links::Mails::to());
    assert!(browser.sees("Given up") && browser.sees("451") || browser.sees("later"), "{}", browser.page().text());
    server.answers("250 ok");
    browser.click("Try again");
    assert_eq!((sent(&office.world.app), office.states()), (1, vec!["sent".to_owned(), "sent".to_owned()]));
}

#[test]
fn a_recipient_that_is_not_there_is_not_tried_again() {
    let server = MailServer::start();
    let office = Office::new(Some(&server));
    server.answers("550 no such mailbox");
    office.give_access();
    assert_eq!((sent(&office.world.app), office.states()), (0, vec!["given_up".to_owned()]));
}

#[test]
fn two_servers_never_send_the_same_mail() {
    let server = MailServer::start();
    let office = Office::new(Some(&server));
    for number in 0..12 {
        let subscription = office.world.subscription(&office.customer, &format!("Production {number}"));
        let mut browser = office.world.as_(&office.admin);
        let fields = [("user", office.agent.id.to_string()), ("role", "reader".to_owned()), ("ends", String::new())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(links::AccessNew::to(&office.customer.id, &subscription.id), &fields);
    }
    let world = &office.world;
    let other = Db::open(world.url(), 2).unwrap();
    let other = App::new(other, world.app.clock.clone(), (*world.app.config).clone());
    let start = Barrier::new(2);
    let look = |app: &App| {
        start.wait();
        sent(app)
    };
    let (here, there) = std::thread::scope(|scope| {
        let there = scope.spawn(|| look(&other));
        (look(&world.app), there.join().unwrap())
    });
    assert_eq!((here + there, server.taken().len()), (12, 12));
}

#[test]
fn o_10_without_a_mail_server_mails_are_files_and_the_page_says_so() {
    let office = Office::new(None);
    office.give_access();
    assert_eq!((sent(&office.world.app), office.states()), (1, vec!["filed".to_owned()]));
    let files: Vec<_> = std::fs::read_dir(office.world.app.config.mail_folder()).unwrap().collect();
    let letter = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
    assert_eq!(files.len(), 1);
    assert!(letter.contains("Subject: You have access to an Azure subscription of Hanbit Foods"), "{letter}");
    let operator = office.world.operator();
    let mut browser = office.world.as_(&office.world.person(&operator, Role::InstallationAdmin));
    browser.get(links::Mails::to());
    assert!(browser.sees("No mail server is configured") && browser.sees(&office.agent.email));
    let mut browser = office.world.as_(&office.admin);
    assert_eq!(browser.get(links::Mails::to()).page().status, 403);
}

#[test]
fn a_person_chooses_what_comes_by_mail_and_still_gets_the_message() {
    let office = Office::new(None);
    let mut browser = office.world.as_(&office.agent);
    browser.get(links::AccountMail::to());
    assert_eq!(browser.page().select("input[type=checkbox][checked]").len(), 5);
    browser.post(links::AccountMail::to(), &[("orders", "yes"), ("support", "yes")]);
    assert_eq!(browser.page().select("input[type=checkbox][checked]").len(), 2);
    office.give_access();
    assert_eq!((office.world.count("messages"), office.world.count("mails")), (1, 0));
}
