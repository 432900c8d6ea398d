mod full_disk;
mod killed_server;
mod promises;
