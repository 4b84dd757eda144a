"""Helpers: methods that upstream writes by hand, over templates written by hand.

Takes the resource classes and operations of a package; gives the helpers that can be emitted
(`bind`), and each as a `tsbind.python.client.plan.MethodPlan` (`HelperMethod`). `catalogue` is
the table of all helpers there is a template for: a helper is emitted where upstream has the
method and the endpoint it builds on. Depends on `tsbind.python.client`.
"""
