//! `simulate`: the worked examples of the rulebook (B-*), each through the command.

mod case;
mod examples;
mod files;
