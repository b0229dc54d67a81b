// What Telnyx documents of the TeXML API, as data. Open, so that every module can read it through its class loader.
open module io.texml.contract {}
