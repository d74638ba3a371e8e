package com.example.outside;

public class Outside {}
