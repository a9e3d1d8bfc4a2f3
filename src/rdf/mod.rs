//! Claims as quads: the only place that knows CIDOC-CRM.
