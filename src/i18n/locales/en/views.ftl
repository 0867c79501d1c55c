# Saved views of lists.

views-saved = Saved views
views-name = Name of the view
views-save = Save this view
views-save-act = Save
views-change = Change view
views-rename = Rename
views-delete = Delete this view
views-name-taken = You have a view of this name already. Enter another name.
views-too-many = You have { NUMBER($most) } views of this list. Delete one before you save another.
