"""The rules that findings follow, by the room of what they are about; `catalogue` knows them all."""
