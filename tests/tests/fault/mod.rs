mod killed_server;
