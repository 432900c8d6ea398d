mod signs_in;
