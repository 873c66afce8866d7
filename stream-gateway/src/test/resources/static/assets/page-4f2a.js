// test script
