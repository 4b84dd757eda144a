"""Helpers: methods that upstream writes by hand, over templates written by hand.

Takes the resource classes, operations and WebSocket connections of a package; gives the helpers
that can be emitted (`bind`), each as a `tsbind.python.client.plan.MethodPlan` (`HelperMethod`), and
the module of each connection (`ConnectionPlanner`). The pack has a table of all helpers there is a
template for: a helper is emitted where upstream has the method and the endpoint it builds on.
Depends on `tsbind.packs` and `tsbind.python.client`.
"""
