use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::*;

/// Typed out by hand from the rulebook, 5.2, with the last four rows as decided by us. `accept` and
/// `own` are `own`, `V by IAM` and `own if Owner` are `X`, `only with P-24` is `C`.
const MATRIX: &str = "\
P-1   Y N N Y Y Y N N N
P-2   Y N N Y N N N N N
P-3   Y N N Y Y N N N N
P-3e  Y N N Y Y Y N N N
P-4   Y N N Y Y N own N N
P-5   Y N N N N N N N N
P-6   Y N N Y X X own N N
P-7   Y Y N Y Y N N N N
P-8   Y N N Y Y N N N N
P-9   Y N N Y Y N N N N
P-10  Y N N Y X X C N N
P-11  Y N N Y V V X N N
P-12  Y N N Y X X N N N
P-13  Y N N Y N N N N N
P-14  Y N N Y X X N N N
P-15  Y N N Y N N N N N
P-16  Y N N Y Y N N N N
P-17  Y N N Y Y V N N N
P-18  N N N Y N N N N N
P-19  N N N Y N N N N N
P-20  Y N N Y X X N N N
P-21  Y N N Y V own N N N
P-22  Y Y N Y N N N N N
P-23  Y Y N Y Y V N N N
P-24  N N N Y V V N N N
P-25  Y Y Y Y Y Y N N Y
P-26  Y N Y N N N N N Y
P-27  Y N N Y Y N X N N
O-1   N N N Y N N N N N
O-2   Y N N Y Y N N N N
O-3   Y Y Y Y Y Y Y Y Y
O-4   Y N N Y N N N N N
O-5   N N N N N N N Y N
O-6   N N N N N N N N Y
O-7   Y Y N Y Y Y N Y Y
O-8   Y Y N Y N N N N N
O-9   Y Y Y Y Y Y Y Y Y
O-10  N N N N N N N N Y
O-21  Y N N Y Y N N N N
O-22  Y N N Y Y N N N N
";

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Y",
        Verdict::No => "N",
        Verdict::ViewOnly => "V",
        Verdict::WithSubscriptionAccess => "X",
        Verdict::WithCustomerPermission => "C",
        Verdict::Own => "own",
    }
}

/// Every set of roles a person may hold.
fn allowed_sets() -> Vec<Vec<Role>> {
    let mut sets = Vec::new();
    for bits in 1_u32..512 {
        let set: Vec<Role> =
            Role::ALL.into_iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, r)| r).collect();
        if check_set(&set).is_ok() {
            sets.push(set);
        }
    }
    sets
}

#[test]
fn the_matrix_is_the_one_of_the_rulebook() {
    let mut printed = String::new();
    for perm in Perm::ALL {
        let row: Vec<&str> = Role::ALL.iter().map(|role| sign(verdict(*role, perm))).collect();
        writeln!(printed, "{:<5} {}", perm.code(), row.join(" ")).unwrap();
    }
    assert_eq!(printed, MATRIX);
}

#[test]
fn codes_are_unique_and_read_back() {
    assert_eq!(Perm::ALL.iter().map(|perm| perm.code()).collect::<BTreeSet<_>>().len(), Perm::ALL.len());
    assert_eq!(Perm::ALL.iter().map(|perm| perm.name()).collect::<BTreeSet<_>>().len(), Perm::ALL.len());
    for role in Role::ALL {
        assert_eq!(role.code().parse(), Ok(role));
        assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{}\"", role.code()));
    }
    assert_eq!("owner".parse::<Role>(), Err(NotARole));
}

#[test]
fn r_ro_1_at_most_one_role_of_a_category_and_at_least_one() {
    use Role::{AdminAgent, BillingAdmin, CustomerUser, GlobalAdmin, SalesAgent};
    assert_eq!(check_set(&[]), Err(RoleSetError::NoRole));
    assert_eq!(check_set(&[GlobalAdmin]), Ok(()));
    assert_eq!(check_set(&[GlobalAdmin, AdminAgent]), Ok(()));
    assert_eq!(check_set(&[GlobalAdmin, BillingAdmin]), Err(RoleSetError::TwoOfACategory(Category::Administrator)));
    assert_eq!(check_set(&[SalesAgent, BillingAdmin, AdminAgent]), Err(RoleSetError::TwoOfACategory(Category::Agent)));
    assert_eq!(check_set(&[SalesAgent, SalesAgent]), Err(RoleSetError::TwoOfACategory(Category::Agent)));
    assert_eq!(check_set(&[CustomerUser]), Ok(()));
    assert_eq!(check_set(&[CustomerUser, SalesAgent]), Err(RoleSetError::CustomerWithPartnerRole));
    assert_eq!(check_set(&[Role::DeskAgent, Role::InstallationAdmin]), Ok(()));
    assert_eq!(check_set(&[Role::DeskAgent, GlobalAdmin]), Err(RoleSetError::OperatorWithPartnerRole));
    // 4 x 4 less the empty set, customer user alone, and three sets of the operator.
    assert_eq!(allowed_sets().len(), 19);
}

#[test]
fn a_set_may_what_its_strongest_role_may() {
    for set in allowed_sets() {
        for perm in Perm::ALL {
            let verdicts: Vec<Verdict> = set.iter().map(|role| verdict(*role, perm)).collect();
            let expected = if verdicts.contains(&Verdict::Yes) {
                Verdict::Yes
            } else {
                // Never two different verdicts between yes and no, so their order cannot matter.
                let between: BTreeSet<&str> =
                    verdicts.iter().filter(|v| **v != Verdict::No).map(|v| sign(*v)).collect();
                assert!(between.len() <= 1, "{set:?} {perm}");
                verdicts.iter().copied().find(|v| *v != Verdict::No).unwrap_or(Verdict::No)
            };
            assert_eq!(best(&set, perm), expected, "{set:?} {perm}");
        }
    }
    assert_eq!(best(&[], Perm::OwnAccount), Verdict::No);
}

#[test]
fn a_global_admin_is_an_agent_only_with_the_role_of_one() {
    for perm in [Perm::SeeSoftwareKeys, Perm::CancelSoftware, Perm::ToggleCustomerPurchase] {
        assert_eq!(best(&[Role::GlobalAdmin], perm), Verdict::No);
        assert_eq!(best(&[Role::GlobalAdmin, Role::AdminAgent], perm), Verdict::Yes);
        assert_eq!(who_may(perm), [Role::AdminAgent]);
    }
}

#[test]
fn somebody_may_do_every_act() {
    for perm in Perm::ALL {
        assert!(!who_may(perm).is_empty(), "{perm}");
    }
}
