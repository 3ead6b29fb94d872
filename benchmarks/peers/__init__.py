"""The tools that we are measured beside, one small file each; `worker` runs in their own Python."""
