//! A publication: the folder a user holds, its settings, its build.
