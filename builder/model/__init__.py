"""The immutable model: what people wrote (`written`, `document`) and what readers get (`article`, `site`)."""
